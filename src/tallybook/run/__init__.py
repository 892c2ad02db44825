"""Where stages execute: in this process or in a pool of processes."""
