"""The process: starts and ends the parts, answers signals, tells systemd how it stands."""
