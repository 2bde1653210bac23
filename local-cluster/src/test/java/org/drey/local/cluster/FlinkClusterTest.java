package org.drey.local.cluster;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.drey.local.e2e.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FlinkClusterTest {
  @Test
  @Timeout(60)
  void showsItsPageAndLeavesNothingRunning() throws Exception {
    Set<Thread> before = Threads.now();
    try (FlinkCluster cluster = FlinkCluster.start(1, 0)) {
      HttpRequest page = HttpRequest.newBuilder(cluster.address()).build();
      HttpClient browser = HttpClient.newHttpClient();
      // 503 until the cluster has elected its leader.
      Await.until(
          "the page",
          () ->
              browser.send(page, BodyHandlers.discarding()).statusCode()
                  == HttpURLConnection.HTTP_OK);
    }
    Threads.assertNoneSince(before);
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
