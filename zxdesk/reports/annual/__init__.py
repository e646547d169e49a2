"""The year's tables on proposals and units, and the lists of proposals that go with them. Source: domain §6.7."""
