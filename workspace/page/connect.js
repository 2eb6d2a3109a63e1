import { stayConnected } from './live/connection.js';

// A program of its own, so that messages are on their way while what draws them still loads.
void stayConnected();
