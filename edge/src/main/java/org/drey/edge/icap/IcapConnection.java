package org.drey.edge.icap;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.drey.edge.icap.Counts.Event;
import org.jspecify.annotations.Nullable;

/** Serves one client, request after request, until either side ends it. */
final class IcapConnection {
  /** Long enough for what is under way when a connection ends, too short to hold a thread. */
  private static final Duration LINGER = Duration.ofMillis(200);

  private static final IcapInput.Sink NOWHERE = (bytes, offset, count) -> {};

  private final Socket socket;
  private final IcapSettings settings;
  private final Decider decider;
  private final Supplier<String> tag;
  private final Counts counts;
  private final LongSupplier nanos;
  private final ScheduledExecutorService timer;

  IcapConnection(
      Socket socket,
      IcapSettings settings,
      Decider decider,
      Supplier<String> tag,
      Counts counts,
      LongSupplier nanos,
      ScheduledExecutorService timer) {
    this.socket = socket;
    this.settings = settings;
    this.decider = decider;
    this.tag = tag;
    this.counts = counts;
    this.nanos = nanos;
    this.timer = timer;
  }

  /** Serves until the end; what a client does wrong ends with its connection. */
  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      IcapOutput out =
          new IcapOutput(socket.getOutputStream(), settings.unread(), this::giveUp, timer);
      Patience patience = new Patience(socket.getInputStream(), socket::setSoTimeout, nanos);
      IcapInput in = new IcapInput(patience);
      try {
        while (serveOne(patience, in, out)) {
          // until the client or the protocol ends it
        }
      } catch (MalformedRequestException e) {
        counts.count(Event.MALFORMED);
        out.write(Reply.error(e.status()));
        finish(patience, in);
      }
    } catch (IOException e) {
      // The client is gone or silent: there is nobody to tell, and nothing to put right.
    }
  }

  private void giveUp() {
    counts.count(Event.UNREAD); // before the end: who sees it may ask for the counts
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }

  private boolean serveOne(Patience patience, IcapInput in, IcapOutput out)
      throws IOException, MalformedRequestException {
    patience.begin(settings.idle(), settings.idle());
    if (!in.hasMore()) {
      return false;
    }
    patience.begin(settings.patience(), settings.patience());
    @Nullable IcapRequest request = IcapRequest.read(in);
    if (request == null) {
      return false;
    }
    patience.begin(settings.patience(), settings.longestBody());
    counts.count(Event.REQUEST); // before the reply: who has it may ask for the counts
    switch (request.method()) {
      case OPTIONS -> {
        discard(request, in);
        out.write(Reply.options(tag.get(), settings.connections()));
      }
      case REQMOD -> modify(request, in, out);
    }
    return !request.closes();
  }

  private void modify(IcapRequest request, IcapInput in, IcapOutput out)
      throws IOException, MalformedRequestException {
    Verdict verdict = decider.decide(request.head());
    if (verdict instanceof Verdict.Pass) {
      counts.count(Event.PASSED);
      pass(request, in, out);
      return;
    }
    discard(request, in);
    if (verdict instanceof Verdict.Splash splash) {
      counts.countBlocked(splash.match().kind());
      out.write(Reply.redirect(tag.get(), splash.location()));
    } else if (verdict instanceof Verdict.Refuse refuse) {
      counts.countBlocked(refuse.match().kind());
      out.write(Reply.refusal(tag.get()));
    }
  }

  /** After a preview, too, "no content" is allowed: the client still has everything. */
  private void pass(IcapRequest request, IcapInput in, IcapOutput out)
      throws IOException, MalformedRequestException {
    if (request.allows204() || request.preview()) {
      discard(request, in);
      out.write(Reply.noContent(tag.get()));
      return;
    }
    out.write(Reply.echo(tag.get(), request.head(), request.hasBody()));
    if (request.hasBody()) {
      echoBody(in, out);
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** In the middle of a reply there is no room for another: the connection just ends. */
  private void echoBody(IcapInput in, IcapOutput out) throws IOException {
    try {
      ChunkedBody.read(in, (bytes, offset, count) -> chunk(out, bytes, offset, count));
    } catch (MalformedRequestException e) {
      counts.count(Event.MALFORMED);
      throw new IOException("a malformed body within a reply", e);
    }
  }

  private static void discard(IcapRequest request, IcapInput in)
      throws IOException, MalformedRequestException {
    if (request.hasBody()) {
      ChunkedBody.read(in, NOWHERE);
    }
  }

  private static void chunk(IcapOutput out, byte[] bytes, int offset, int count)
      throws IOException {
    byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] chunk = new byte[size.length + count + 2];
    System.arraycopy(size, 0, chunk, 0, size.length);
    System.arraycopy(bytes, offset, chunk, size.length, count);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    out.write(chunk);
  }

  /** Takes what is under way, so that closing does not take the reply away from the client. */
  private void finish(Patience patience, IcapInput in) throws IOException {
    socket.shutdownOutput();
    patience.begin(LINGER, LINGER);
    while (in.hasMore()) {
      in.skipBuffered();
    }
  }
}
