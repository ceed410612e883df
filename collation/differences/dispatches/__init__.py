"""What editors changed in one dispatch: its printings against one another, never as outlets."""
