// The admin API with users and token login, as "Securing Node-RED" describes it. Everything else is Node-RED's default.
const bcrypt = require("bcryptjs");

const user = (username) => ({ username, password: bcrypt.hashSync(process.env.REAL_PASSWORD, 4), permissions: "*" });

module.exports = {
  adminAuth: { type: "credentials", users: [user(process.env.REAL_USER), user(process.env.REAL_OTHER_USER)] },
  logging: { console: { level: "info", audit: true, metrics: false } },
};
