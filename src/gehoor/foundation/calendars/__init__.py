"""Days and hours as countries and services count them: spans of time, working days, holidays.

Called by the domain wherever a term or an opening hour is computed. It never knows what a term is about.
"""
