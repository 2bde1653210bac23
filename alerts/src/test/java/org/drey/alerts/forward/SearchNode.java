package org.drey.alerts.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/** A real OpenSearch of one node, in this process. */
final class SearchNode implements AutoCloseable {
  private final Embedded node;

  private static final class Embedded extends Node {
    Embedded(Environment environment) {
      super(environment, List.of(Netty4Plugin.class), false);
    }
  }

  private SearchNode(Embedded node) {
    this.node = node;
  }

  static SearchNode start(Path folder) throws NodeValidationException {
    Settings settings =
        Settings.builder()
            .put("path.home", folder.toString())
            .put("path.data", folder.resolve("data").toString())
            .put("cluster.name", "test")
            .put("node.name", "node")
            .put("discovery.type", "single-node")
            .put("http.host", "127.0.0.1")
            .put("http.port", "0")
            .put("http.type", "netty4")
            .put("transport.host", "127.0.0.1")
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Embedded node =
        new Embedded(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"));
    node.start();
    return new SearchNode(node);
  }

  /** Where it answers. */
  String url() {
    TransportAddress address =
        node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    InetSocketAddress at = address.address();
    return "http://127.0.0.1:" + at.getPort();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
