"""What the pytest plugin does once a file is opted in."""
