package org.drey.edge.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics, for the operator's own network: {@link #HEALTH} is 200 while the service does
 * what it is for, else 503 with the reason; {@link #METRICS} is in the text format of Prometheus.
 *
 * @param problem what keeps the service from doing what it is for; null for nothing
 * @param metrics as Prometheus reads them
 */
public record StatusPages(Supplier<@Nullable String> problem, Supplier<String> metrics)
    implements HttpResponder {
  /**
   * The path at which all servers say whether they are well, the splash page's visitors included.
   */
  public static final String HEALTH = "/.well-known/health";

  /** The path of the metrics. */
  public static final String METRICS = "/.well-known/metrics";

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final String NOWHERE = "there is " + HEALTH + " and " + METRICS + "\n";

  @Override
  public HttpResponse answer(HttpRequest request) {
    if (!METHODS.contains(request.method())) {
      return text(405, "GET or HEAD\n");
    }
    if (request.path().equals(HEALTH)) {
      String wrong = problem.get();
      return wrong == null ? text(200, "ok\n") : text(503, wrong + "\n");
    }
    return request.path().equals(METRICS) ? text(200, metrics.get()) : text(404, NOWHERE);
  }

  private static HttpResponse text(int status, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (status == 405) {
      headers.put("Allow", "GET, HEAD");
    }
    headers.put("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    return new HttpResponse(status, headers, body);
  }
}
