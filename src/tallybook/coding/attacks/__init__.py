"""What one sentence tells of an attack: its trigger, usage, stance, stage, place and day."""
