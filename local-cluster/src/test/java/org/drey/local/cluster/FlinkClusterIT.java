package org.drey.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FlinkClusterIT {
  @Test
  @Timeout(60)
  void showsItsPageAndLeavesNothingRunning() throws Exception {
    Set<Thread> before = Threads.now();
    try (FlinkCluster cluster = FlinkCluster.start(1, 0)) {
      HttpRequest page = HttpRequest.newBuilder(cluster.address()).build();
      HttpClient browser = HttpClient.newHttpClient();
      // 503 until the cluster has elected its leader.
      ConditionWait.until(
          "the page",
          () ->
              browser.send(page, BodyHandlers.discarding()).statusCode()
                  == HttpURLConnection.HTTP_OK);
    }
    Threads.assertNoneSince(before);
  }

  /** What the web server refuses, and to whom, is tested where it is refused. */
  @Test
  @Timeout(60)
  void takesJobsByACallAndByNoPort() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(1, 0)) {
      StreamExecutionEnvironment env = cluster.environment(new Configuration(), 1);
      env.fromSequence(1, Long.MAX_VALUE).sinkTo(new DiscardingSink<>());
      JobClient job = env.executeAsync("endless");
      ConditionWait.until("it runs", () -> job.getJobStatus().get() == JobStatus.RUNNING);

      HttpClient browser = HttpClient.newHttpClient();
      for (String path : List.of("/v1/jobs", "/jobs/" + job.getJobID(), "/cluster")) {
        for (String method : List.of("POST", "PATCH", "DELETE")) {
          HttpRequest attempt =
              HttpRequest.newBuilder(cluster.address().resolve(path))
                  .method(method, BodyPublishers.ofString("{}"))
                  .build();
          assertEquals(
              HttpURLConnection.HTTP_FORBIDDEN,
              browser.send(attempt, BodyHandlers.discarding()).statusCode(),
              method + " " + path);
        }
      }
      assertEquals(JobStatus.RUNNING, job.getJobStatus().get());
      job.cancel().get();
      ConditionWait.until("it is cancelled", () -> job.getJobStatus().get() == JobStatus.CANCELED);
    }
  }

  @Test
  @Timeout(60)
  void givesTheResultOfAJobThatEnds() throws Exception {
    try (FlinkCluster cluster = FlinkCluster.start(1, 0)) {
      StreamExecutionEnvironment env = cluster.environment(new Configuration(), 1);
      env.fromSequence(1, 3).sinkTo(new DiscardingSink<>());
      assertTrue(env.execute("short").isJobExecutionResult());
    }
  }

  @Test
  @Timeout(60)
  void aPortThatIsTakenIsSaidAtOnce() throws Exception {
    Set<Thread> before = Threads.now();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      int port = other.getLocalPort();
      BindException refused = assertThrows(BindException.class, () -> FlinkCluster.start(1, port));
      assertTrue(refused.getMessage().contains(Integer.toString(port)), refused::getMessage);
    }
    Threads.assertNoneSince(before);
  }
}
