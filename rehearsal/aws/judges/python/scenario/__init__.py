"""A scenario that calls every implemented operation, service by service, and is refused what AWS refuses."""
