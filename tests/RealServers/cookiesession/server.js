// The session lives in the cookie alone, and the logout is the README's "Destroying a session".
const express = require("express");
const cookieSession = require("cookie-session");

const users = [process.env.REAL_USER, process.env.REAL_OTHER_USER];
const app = express();
app.use(express.json());
app.use(cookieSession({ name: "session", keys: ["key1", "key2"] }));

app.post("/login", (req, res) => {
  const { username, password } = req.body ?? {};
  if (!users.includes(username) || password !== process.env.REAL_PASSWORD) return res.sendStatus(401);
  req.session.user = username;
  req.session.loginAt = process.hrtime.bigint().toString();
  res.json({ user: username });
});
app.get("/me", (req, res) => (req.session.user ? res.json({ user: req.session.user }) : res.sendStatus(401)));
app.post("/logout", (req, res) => {
  req.session = null;
  res.sendStatus(204);
});
app.listen(process.env.PORT, "127.0.0.1");
