"""Children, parents, professionals: tell, come back with the receipt, who is open now. Knows nobody who works here."""
