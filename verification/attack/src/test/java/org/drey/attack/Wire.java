package org.drey.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Says something to a service of this machine and hears all that it answers. */
final class Wire {
  private static final int PATIENCE_MILLIS = 25_000;

  private Wire() {}

  /**
   * Sends bytes on a new connection, ends them, and reads to the end.
   *
   * @return what was answered; a connection that is reset ends the answer
   * @throws AssertionError if it neither answers nor closes
   */
  static String exchange(int port, byte[] sent) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(sent);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      in.transferTo(answer);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither answered nor closed", e);
    } catch (SocketException e) {
      // It was reset: what was sent after the part that was refused was never read.
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How often a text appears in another. */
  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
