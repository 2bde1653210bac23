package org.drey.collect.listen;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An address at which writers are listened for: a socket in the file system, which the group may
 * use, too, or one of TCP.
 */
public record ListenAddress(SocketAddress address) {
  private static final String MODE = "rw-rw----";

  /** A socket in the file system. */
  public static ListenAddress unix(Path path) {
    return new ListenAddress(UnixDomainSocketAddress.of(path));
  }

  /** Returns whether only this machine can reach it. */
  public boolean isLocal() {
    return !(address instanceof InetSocketAddress tcp) || tcp.getAddress().isLoopbackAddress();
  }

  /**
   * Listens. A socket that a collector has left behind, and no one listens at, is replaced.
   *
   * @throws BindException if it is in use; the message names it
   */
  public ServerSocketChannel listen() throws IOException {
    try {
      if (!(address instanceof UnixDomainSocketAddress unix)) {
        return ServerSocketChannel.open().bind(address);
      }
      removeLeftOver(unix);
      ServerSocketChannel server =
          ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
      if (Files.getFileStore(unix.getPath().toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(unix.getPath(), PosixFilePermissions.fromString(MODE));
      }
      return server;
    } catch (IOException e) {
      BindException named = new BindException("Cannot listen on " + this + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private static void removeLeftOver(UnixDomainSocketAddress unix) throws IOException {
    Path path = unix.getPath();
    if (!Files.exists(path)) {
      return;
    }
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException("it is there and no socket");
    }
    try (SocketChannel inUse = SocketChannel.open(unix)) {
      throw new BindException("another process listens there: " + inUse.isConnected());
    } catch (BindException e) {
      throw e;
    } catch (IOException e) { // no one listens
      Files.delete(path);
    }
  }

  /** Removes the socket's file; what is left is replaced by the next who listens. */
  void remove() {
    if (address instanceof UnixDomainSocketAddress unix) {
      var unused = unix.getPath().toFile().delete();
    }
  }

  @Override
  public String toString() {
    return text(address);
  }

  /** Returns an address as options have it: {@code unix:PATH} or {@code tcp:ADDRESS:PORT}. */
  public static String text(SocketAddress of) {
    return of instanceof InetSocketAddress tcp
        ? "tcp:" + tcp.getAddress().getHostAddress() + ":" + tcp.getPort()
        : "unix:" + of;
  }
}
