"""Wire model in; our model plus Remarks, or a Rejection, out. Pure."""
