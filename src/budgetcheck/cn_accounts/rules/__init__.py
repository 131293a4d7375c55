"""Rules: what forms and texts say of their own figures and of each other's."""
