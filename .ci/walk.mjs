// Walks through the stubs of each contract as a client of the product would: logs in, gets what the logout needs, uses the session, logs
// out, and tries the dead session again. Each value comes from an answer of the stubs.
// Usage: node .ci/walk.mjs CONTRACT=URL...
const walks = {
  async crafter(call) {
    const studio = '/studio/api/1/services/api/1/security';
    const pair = { 'X-XSRF-TOKEN': 'A_VALUE', Cookie: 'XSRF-TOKEN=A_VALUE' };
    const login = await call('POST', `${studio}/login.json`, pair, { username: 'jane.doe', password: 'correct-horse' });
    const session = { ...pair, Cookie: `${pair.Cookie}; JSESSIONID=${cookie(login, 'JSESSIONID')}` };
    return {
      use: () => call('GET', `${studio}/validate-session.json`, session),
      logOut: () => call('POST', `${studio}/logout.json`, session, {}),
      live: answer => answer.status === 200 && answer.body.includes('"active":true'),
    };
  },

  async edin(call) {
    const first = await call('POST', '/bdoc/auth_uuid', {}, form({ email: 'user@example.com' }));
    const login = await call('POST', '/bdoc/auth', {}, form({ token: first.json.token, password: 'correct-horse' }));
    const session = { Cookie: `SID=${cookie(login, 'SID')}` };
    return { use: () => call('GET', '/bdoc/user-profile', session), logOut: () => call('GET', '/bdoc/logout', session) };
  },

  async laravel(call) {
    const json = { Accept: 'application/json' };
    const login = await call('GET', '/api/v1/auth/github/callback?code=0123456789abcdef0123', json);
    const session = { ...json, Authorization: `Bearer ${login.json.token}` };
    return { use: () => call('GET', '/api/v1/customers', session), logOut: () => call('DELETE', '/api/v1/logout', session) };
  },

  // RFC 7009: the revocation of the refresh token ends the access token, too.
  async oauth2(call) {
    const client = { Authorization: 'Basic YXBwOnMzY3JldC1vZi1hcHA=' };
    const post = (path, fields) => call('POST', path, client, new URLSearchParams(fields));
    const login = await post('/token', { grant_type: 'password', username: 'jane', password: 'correct-horse' });
    return {
      use: () => call('GET', '/userinfo', { Authorization: `Bearer ${login.json.access_token}` }),
      logOut: () => post('/revoke', { token: login.json.refresh_token, token_type_hint: 'refresh_token' }),
    };
  },

  async rocketchat(call) {
    const login = await call('POST', '/api/v1/login', {}, { user: 'myusername', password: 'mypassword' });
    const session = { 'X-User-Id': login.json.data.userId, 'X-Auth-Token': login.json.data.authToken };
    const list = await call('GET', '/api/v1/sessions/list', session);
    const { sessionId } = list.json.sessions[0];
    return { use: () => call('GET', '/api/v1/me', session), logOut: () => call('POST', '/api/v1/sessions/logout.me', session, { sessionId }) };
  },

  async symphony(call) {
    const login = await call('POST', '/sessionauth/v1/authenticate', {});
    const session = { sessionToken: login.json.token };
    return { use: () => call('GET', '/pod/v2/sessioninfo', session), logOut: () => call('POST', '/sessionauth/v1/logout', session) };
  },
};

let failed = false;
for (const [contract, url] of process.argv.slice(2).map(argument => argument.split('='))) {
  const said = [];
  try {
    await walk(walks[contract], async (method, path, headers, body) => {
      const answer = await send(url, method, path, headers, body);
      said.push(`${method} ${path.split('?')[0]} ${answer.status}`);
      return answer;
    });
    console.log(`${contract}: ${said.join(', ')}`);
  } catch (e) {
    failed = true;
    console.log(`FAILED ${contract}: ${e.message}. ${said.join(', ')}`);
  }
}
process.exit(failed ? 1 : 0);

async function walk(logIn, call) {
  const { use, logOut, live = answer => answer.status === 200 } = await logIn(call);
  must(live(await use()), 'The session of the login should be live');
  must((await logOut()).status < 300, 'The logout should succeed');
  must(!live(await use()), 'The session should be dead after the logout');
  const replay = await logOut();
  must(replay.status >= 400 || !live(await use()), 'A second logout should change nothing');
}

async function send(url, method, path, headers, body) {
  const isForm = body instanceof FormData || body instanceof URLSearchParams;
  const response = await fetch(url + path, {
    method,
    headers: body && !isForm ? { ...headers, 'Content-Type': 'application/json' } : headers,
    body: body && !isForm ? JSON.stringify(body) : body,
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text, get json() { return JSON.parse(text); } };
}

function cookie(answer, name) {
  const found = answer.headers.getSetCookie().map(line => line.split(';')[0].split('=')).find(([key]) => key === name);
  must(found, `The login should set the cookie ${name}`);
  return found[1];
}

function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

function must(holds, text) {
  if (!holds) throw new Error(text);
}
