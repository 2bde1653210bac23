package org.drey.alerts.forward;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests to one server; follows no redirection, for what is sent is for that server alone. */
final class HttpSender {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Statuses which say that the message itself is at fault, and will be next time. */
  private static final Set<Integer> REFUSALS = Set.of(400, 405, 406, 411, 413, 414, 415, 422, 431);

  /** Status which says that the receiver has it already. */
  static final int CONFLICT = 409;

  private final HttpClient client;
  private final URI url;

  /**
   * A server.
   *
   * @param authority a file of certificates (PEM) to trust; null for those that Java trusts
   */
  HttpSender(URI url, @Nullable Path authority) throws IOException {
    this.url = url;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT);
    if (authority != null) {
      builder.sslContext(TlsTrust.in(authority));
    }
    this.client = builder.build();
  }

  /** An answer: its status, and its text, of which a message may show nothing. */
  record Answer(int status, String body) {
    boolean isGood() {
      return status / 100 == 2;
    }

    /** Returns whether to send it again is of no use. */
    boolean isRefusal() {
      return HttpSender.isRefusal(status);
    }
  }

  /** Returns whether a status says that the message is at fault; any other may be put right. */
  static boolean isRefusal(int status) {
    return REFUSALS.contains(status);
  }

  /**
   * Sends one request.
   *
   * @param path what is added to the server's address; empty for nothing
   * @throws IOException if there is no answer
   */
  Answer post(String path, byte[] body, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(path.isEmpty() ? url : below(path))
            .timeout(ANSWER)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException("no answer: " + why, e);
    }
  }

  /** A server may be below a path of a proxy. */
  private URI below(String path) {
    String base = url.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
