package org.drey.alerts.forward;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.drey.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * Sends CEF lines as syslog (RFC 5424) over TLS with octet counting (RFC 5425). Syslog confirms
 * nothing: what was written is taken for received if the receiver has not closed the connection a
 * moment later; else it is sent again.
 */
final class SyslogSink implements AlertSink {
  private static final int MAX_MESSAGES = 100;
  private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
  private static final int LISTEN_MILLIS = 100;

  /** Facility 13, log audit. */
  private static final int FACILITY = 13 * 8;

  private static final int WARNING = 4;
  private static final int NOTICE = 5;

  private final String host;
  private final int port;
  private final SSLSocketFactory sockets;
  private final String from;
  private final Duration patience;
  private @Nullable Connection connection;

  /**
   * A connection.
   *
   * @param plain what is below TLS
   */
  private record Connection(Socket plain, SSLSocket socket) {
    /** A receiver that has stopped to read would hold up a write for ever. */
    void write(byte[] frames, Duration patience) throws IOException {
      Executor later =
          CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
      CompletableFuture<Void> giveUp = CompletableFuture.runAsync(this::end, later);
      try {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        out.write(frames);
        out.flush();
      } finally {
        giveUp.cancel(false);
      }
    }

    /** A receiver never writes; the end of its side is the end of the connection. */
    void checkOpen() throws IOException {
      socket.setSoTimeout(LISTEN_MILLIS);
      try {
        if (socket.getInputStream().read() < 0) {
          throw new IOException("the connection was closed by the receiver");
        }
      } catch (SocketTimeoutException e) {
        return; // it is silent, as it is to be
      }
    }

    /** Without a word: the end of TLS is written, which waits for a write that hangs. */
    void end() {
      try {
        plain.close();
      } catch (IOException e) {
        return; // it is gone in any case
      }
    }
  }

  /**
   * A receiver.
   *
   * @param from this machine's name, as lines show it
   * @param patience how long a write may take
   */
  SyslogSink(String host, int port, SSLSocketFactory sockets, String from, Duration patience) {
    this.host = host;
    this.port = port;
    this.sockets = sockets;
    this.from = from;
    this.patience = patience;
  }

  @Override
  public int most() {
    return MAX_MESSAGES;
  }

  @Override
  public List<RefusedMessage> send(List<ForwardedMessage> messages) throws IOException {
    byte[] frames = frames(messages);
    if (frames.length == 0) {
      return List.of();
    }
    try {
      Connection open = connection == null ? connect() : connection;
      connection = open;
      open.write(frames, patience);
      open.checkOpen();
      return List.of();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Frames messages; syslog can take nothing back of an alert that is gone. */
  private byte[] frames(List<ForwardedMessage> messages) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (ForwardedMessage message : messages) {
      if (message.alert() != null) {
        byte[] line = line(message, message.alert()).getBytes(StandardCharsets.UTF_8);
        frames.write((line.length + " ").getBytes(StandardCharsets.US_ASCII));
        frames.write(line);
      }
    }
    return frames.toByteArray();
  }

  private String line(ForwardedMessage message, Alert alert) {
    int urgent =
        switch (alert.getPriority()) {
          case P0, P1 -> WARNING;
          case P2, P3, UNKNOWN -> NOTICE;
        };
    return "<%d>1 %s %s drey - alert - %s"
        .formatted(FACILITY + urgent, alert.getEmittedAt(), from, CefFormat.of(message, alert));
  }

  private Connection connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      SSLSocket made = (SSLSocket) sockets.createSocket(plain, host, port, true);
      SSLParameters parameters = made.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name must be the receiver's
      made.setSSLParameters(parameters);
      made.startHandshake();
      return new Connection(plain, made);
    } catch (IOException e) {
      plain.close();
      throw new IOException("no connection: " + e.getMessage(), e);
    }
  }

  /**
   * With the word that TLS has for it (RFC 5425, section 4.4), where the connection can take it.
   */
  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.socket().close();
      }
    } catch (IOException e) {
      // it is gone in any case
    }
    connection = null;
  }
}
