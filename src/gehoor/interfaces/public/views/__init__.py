"""The public pages, a file for each part of the way: come in, tell, put aside, send, come back, leave."""
