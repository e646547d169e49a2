"""zxdesk: the workstation of a proposal office."""

__version__ = "0.1.0"
