"""``kauli demo``: a bot, its order desk and an order, all at work."""
