"""Municipality and county of points, routes and areas, and the position that stands for one."""
