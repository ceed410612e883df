"""What the desk is made of: one counter for each subject, all over one archive and one clock."""
