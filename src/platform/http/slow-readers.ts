import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * Stops reading from a client while it does not read what it was sent, because its answers wait in this process's
 * memory. A client that reads nothing does not answer pings either, and is cut off for that.
 * @param wire the connection under the socket.
 * @param mostBytes how many may wait before reading stops.
 */
export function holdBackFrom(socket: WebSocket, wire: Socket, mostBytes: number): void {
  const look = (): void => {
    if (socket.bufferedAmount > mostBytes) socket.pause();
  };
  socket.on('message', look).on('ping', look);
  wire.on('drain', () => socket.resume());
}
