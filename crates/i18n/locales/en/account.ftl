# Sign-in and account.
account-sign-in = Sign in
account-promise = Find, foster and spread what exemplary people do – from the signed plan to every single deed.
account-username = User name
account-password = Password
account-refused = The user name or the password is wrong.
account-signed-out = You are signed out.
account-forgotten = Forgotten your password? The administrator of your unit can give you a new one.
account-demo = Demo accounts
account-demo-why = This is a demonstration with invented data. Choose a role to go in.
