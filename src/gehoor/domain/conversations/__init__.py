"""What passes between a reporter and the service."""
