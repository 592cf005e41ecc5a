"""What `make_sample.py` is made of: an invented cast, what they wrote, and the files it is written to."""
