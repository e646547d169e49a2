"""Reading the register: each query takes a session and returns plain values, never records."""
