"""Who may look at the pages and decide there: accounts, sessions, proxies, forms, headers.

A request passes, from the outside: `headers` (what browsers are told), `language`, `doors` (who may
knock: peer, host, forged headers), `sign_in_state` (whose session it is), `forms` (is it our own
form), `gate` (only who is signed in), and then comes to a page. `routes` are the pages for signing
in and out, which stand before the gate.
"""
