const http = require('http');

const host = '0.0.0.0';
const port = 9001;
const answer = 'My second server!';

const server = http.createServer((request, response) => {
  console.log(`Received a request from ${request.socket.remoteAddress}`);
  response.end(`${answer}\n`);
});

server.listen(port, host, () => {
  console.log(`Server is running on http://${host}:${port}`);
});
