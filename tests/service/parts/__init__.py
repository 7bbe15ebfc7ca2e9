"""What stands in for models inside the processes that service tests start."""
