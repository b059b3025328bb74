"""Which content is reached: by which played talk, and by which case of ``knoop play``."""
