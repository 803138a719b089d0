export { DirectoryRoom } from './DirectoryRoom.tsx';
