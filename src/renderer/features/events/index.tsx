export { EventsRoom } from './EventsRoom.tsx';
