"""The soak: many people for many minutes, trouble all the time, and ``kill -9`` now and then."""
