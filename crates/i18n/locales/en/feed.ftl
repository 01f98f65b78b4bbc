# A calendar behind a secret address.
feed-title = Calendar on phone and computer
feed-lead = Calendar programs read this address without signing in, and keep your sessions and deadlines up to date with the rights you have at that moment.
feed-address = Address of the calendar
feed-once = The address is shown once. Whoever has it sees the calendar; keep it like a password.
feed-how = In the calendar program choose to add a calendar from an address (URL) and paste this one.
feed-made = Made
feed-read = Last read
feed-never-read = not yet
feed-none = There is no address of a calendar.
feed-make = Make an address
feed-remake = Make a new address
feed-remake-why = With a new address the old one opens nothing any more.
feed-revoke = Take the address back
feed-revoked = The address of the calendar opens nothing any more.
