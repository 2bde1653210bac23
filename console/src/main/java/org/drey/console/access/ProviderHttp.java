package org.drey.console.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a provider, in JSON: no redirects, within ten seconds, at most a megabyte. Thread-safe. */
final class ProviderHttp implements ResourceRetriever {
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final JsonMapper JSON = new JsonMapper();

  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Duration within;
  private final HttpClient client;

  ProviderHttp() {
    this(WITHIN);
  }

  /**
   * One that waits.
   *
   * @param within for so long, for all of an answer
   */
  ProviderHttp(Duration within) {
    this.within = within;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(within)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Returns what is there. */
  JsonNode get(URI address) throws IOException {
    return json(address, text(HttpRequest.newBuilder(address).GET(), address));
  }

  /** Keys, for the library that checks signatures by them. */
  @Override
  public Resource retrieveResource(URL address) throws IOException {
    URI keys = URI.create(address.toString());
    return new Resource(text(HttpRequest.newBuilder(keys).GET(), keys), "application/json");
  }

  /** Returns what a client gets for a form; the client is named as RFC 6749, 2.3.1 has it. */
  JsonNode post(URI address, String user, String secret, Map<String, String> form)
      throws IOException {
    String named = encoded(user) + ":" + encoded(secret);
    String body =
        form.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(named.getBytes(StandardCharsets.UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return json(address, text(request, address));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(URI address, String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(address + " does not answer in JSON", e);
    }
  }

  private String text(HttpRequest.Builder request, URI address) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(
            request.header("Accept", "application/json").build(),
            answer -> new LimitedBody(MAX_BYTES));
    try {
      HttpResponse<byte[]> answer = asked.get(within.toMillis(), TimeUnit.MILLISECONDS);
      int status = answer.statusCode();
      if (status != OK && status != BAD_REQUEST && status != UNAUTHORIZED) {
        throw new IOException(address + " answers " + status);
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (ExecutionException e) {
      throw new IOException(address + " does not answer: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(address + " does not answer within " + within.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException(address + "").initCause(e);
    } finally {
      asked.cancel(true); // what has not answered by then is not waited for
    }
  }

  /** The body of an answer, in memory, if it is not too long. */
  private static final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * Nothing yet.
     *
     * @param most how many bytes it may have
     */
    LimitedBody(int most) {
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        if (part.remaining() > most - bytes.size()) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(new IOException("more than " + most + " bytes"));
          return;
        }
        byte[] read = new byte[part.remaining()];
        part.get(read);
        bytes.writeBytes(read);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
