"""Texts: what is told beside the forms, the narrative and the self-evaluation."""
