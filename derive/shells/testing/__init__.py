"""What `derive.testing` offers: assertions, and the tracing of a user's numerical code."""
