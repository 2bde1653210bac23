package org.drey.local.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.drey.base.AtomicFile;
import org.drey.local.cluster.ConditionWait;

/** Asks a Flink cluster over its REST port, at the first job manager that answers. */
public final class FlinkRest {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int FIRST_FAILURE = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String KEY_HEADER = "Drey-Key";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WITHIN)
          .build();
  private final List<Integer> ports;
  private final Key key;

  /**
   * The key of a REST port, which runs the code of whoever may submit: it is known to those who can
   * read the folder. Without it every user of this machine could, and every page that a browser on
   * it shows.
   *
   * @param file with the key and nothing else
   */
  record Key(Path file) {
    private static final int BYTES = 32;

    /** Returns the key of a folder. */
    static Key in(Path folder) {
      return new Key(folder.resolve("rest.key"));
    }

    /** Makes one where there is none. */
    void create() throws IOException {
      if (!Files.exists(file)) {
        byte[] key = random().getBytes(StandardCharsets.US_ASCII);
        AtomicFile.writePrivate(file, out -> out.write(key));
      }
    }

    /** Returns a secret that cannot be guessed. */
    static String random() {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      return HexFormat.of().formatHex(random);
    }

    /** Reads it. */
    String value() throws IOException {
      return Files.readString(file).strip();
    }
  }

  /**
   * A client.
   *
   * @param ports of the job managers of a cluster, on this machine
   */
  FlinkRest(List<Integer> ports, Key key) {
    this.ports = List.copyOf(ports);
    this.key = key;
  }

  /** Returns the answer to a path such as {@code jobs/overview}. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(path, builder -> builder.GET());
  }

  private interface Method {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private JsonNode send(String path, Method method) throws IOException, InterruptedException {
    IOException last = new IOException("Flink has no job manager");
    for (int port : ports) {
      try {
        return answer(port, path, method);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private JsonNode answer(int port, String path, Method method)
      throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:" + port + "/" + path);
    HttpRequest request =
        method
            .of(
                HttpRequest.newBuilder(address)
                    .timeout(ANSWER_WITHIN)
                    .header(KEY_HEADER, key.value()))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= FIRST_FAILURE) {
      throw new IOException(
          "Flink answers " + response.statusCode() + " to " + path + ": " + firstOf(response));
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  private static String firstOf(HttpResponse<String> response) {
    String body = response.body();
    return body.lines().findFirst().orElse("").replaceAll("\\\\n.*", "");
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    String json = JSON.writeValueAsString(body);
    return send(
        path,
        request ->
            request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Returns the state of a job, such as RUNNING; empty if Flink does not know it. */
  public String state(String job) throws IOException, InterruptedException {
    for (JsonNode one : get("jobs/overview").path("jobs")) {
      if (one.path("jid").asText().equals(job)) {
        return one.path("state").asText();
      }
    }
    return "";
  }

  /** Returns the ids of the jobs of a name that have not ended. */
  public List<String> running(String name) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode one : get("jobs/overview").path("jobs")) {
      if (one.path("name").asText().equals(name) && !isOver(one.path("state").asText())) {
        ids.add(one.path("jid").asText());
      }
    }
    return ids;
  }

  /** Returns whether every subtask of a job is at work. */
  public boolean isRunning(String job) throws InterruptedException {
    try {
      JsonNode one = get("jobs/" + job);
      if (!one.path("state").asText().equals("RUNNING") || one.path("vertices").isEmpty()) {
        return false;
      }
      for (JsonNode step : one.path("vertices")) {
        if (!step.path("status").asText().equals("RUNNING")) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // no answer this time
    }
  }

  /** Returns the checkpoints of a job since it was submitted, as Flink counts and lists them. */
  public JsonNode checkpoints(String job) throws IOException, InterruptedException {
    return get("jobs/" + job + "/checkpoints");
  }

  /** Returns how many checkpoints a job has completed since it was submitted. */
  public long completedCheckpoints(String job) throws IOException, InterruptedException {
    return checkpoints(job).path("counts").path("completed").asLong();
  }

  /** Takes a savepoint of a job that goes on; returns where it is. */
  public String savepoint(String job, String folder) throws Exception {
    JsonNode begun = post("jobs/" + job + "/savepoints", Map.of("target-directory", folder));
    return await(job, begun);
  }

  /**
   * Stops a job with a savepoint; returns where it is.
   *
   * @param drain whether that is the end of time for its state, after which none is left
   */
  public String stop(String job, String folder, boolean drain) throws Exception {
    JsonNode begun =
        post("jobs/" + job + "/stop", Map.of("targetDirectory", folder, "drain", drain));
    return await(job, begun);
  }

  private String await(String job, JsonNode begun) throws Exception {
    String path = "jobs/" + job + "/savepoints/" + begun.path("request-id").asText();
    ConditionWait.until("a savepoint of job " + job, () -> isCompleted(path));
    JsonNode operation = get(path).path("operation");
    if (!operation.path("failure-cause").isMissingNode()) {
      String cause = operation.path("failure-cause").path("stack-trace").asText();
      throw new IOException(
          "no savepoint: "
              + cause
                  .lines()
                  .findFirst()
                  .orElse("Flink says no why")
                  .replaceFirst("^([\\w.$]+: )+", ""));
    }
    return operation.path("location").asText();
  }

  private boolean isCompleted(String path) throws InterruptedException {
    try {
      return get(path).path("status").path("id").asText().equals("COMPLETED");
    } catch (IOException e) {
      return false; // no answer this time; it may be there nevertheless
    }
  }

  /** Cancels a job; returns when it has ended. */
  public void cancel(String job) throws Exception {
    JsonNode unused =
        send(
            "jobs/" + job + "?mode=cancel",
            request -> request.method("PATCH", HttpRequest.BodyPublishers.noBody()));
    ConditionWait.until("the end of job " + job, () -> isOver(state(job)));
  }

  /** Returns whether a job in this state has ended, and will not go on by itself. */
  public static boolean isOver(String state) {
    return switch (state) {
      case "", "FAILED", "CANCELED", "FINISHED" -> true;
      default -> false;
    };
  }
}
