// Preloaded (node --import): whatever port a program listens on, it gets a free one of 127.0.0.1 and
// says which.
import { Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function (...given) {
  const ready = given.filter((one) => typeof one === "function");
  this.once("listening", () => console.log("listening on port " + this.address().port));
  return listen.call(this, 0, "127.0.0.1", ...ready);
};
