import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/**
 * Reads nothing more from a client while it leaves unread what it was sent: whatever it asks for, its answers wait in
 * this process's memory. One that does not read at all answers no ping either, and is cut off for that.
 * @param wire the connection under the socket.
 * @param mostBytes may wait before its turn to read has come.
 */
export function holdBackFrom(socket: WebSocket, wire: Socket, mostBytes: number): void {
  const look = (): void => {
    if (socket.bufferedAmount > mostBytes) socket.pause();
  };
  socket.on('message', look).on('ping', look);
  wire.on('drain', () => socket.resume());
}
