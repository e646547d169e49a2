"""Records of the proposal office and their rules; no session, no window, no file."""
