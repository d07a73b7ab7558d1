"""``kauli listen``: a bot's deliveries, forwarded to a receiver on this machine."""
