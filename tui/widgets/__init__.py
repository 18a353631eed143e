"""The widgets of the screens; each draws one thing and decides nothing."""
