package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drey.console.ConsoleAlerts;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.Test;

/** Where tokens lead: to the holder's own system by TLS, regardless of what is in them. */
final class TokenLinksTest {
  @Test
  void aTokenIsAPartOfTheAddressAndNoMore() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "a/../b?c=d&e#f \"<é");
    TokenLinks links =
        TokenLinks.of(
            Map.of(alert.getTokenDomain(), "https://holder.example/people?token={token}&x=1"));
    assertEquals(
        Optional.of(
            "https://holder.example/people?token=a%2F..%2Fb%3Fc%3Dd%26e%23f%20%22%3C%C3%A9&x=1"),
        links.of(alert));
    alert.setTokenDomain("another");
    assertFalse(links.has(alert));
    assertEquals(Optional.empty(), links.of(alert));
    assertEquals(Optional.empty(), TokenLinks.NONE.of(alert));
  }

  @Test
  void whatIsNoLinkOfAHolderIsRefused() {
    for (String wrong :
        List.of(
            "http://holder.example/{token}",
            "https://holder.example/people",
            "https://{token}.example/",
            "https://holder.example{token}/",
            "https://user@holder.example/{token}",
            "https:///{token}",
            "javascript:alert('{token}')",
            "https://holder.example/ {token}",
            "")) {
      IllegalArgumentException said =
          assertThrows(
              IllegalArgumentException.class, () -> TokenLinks.of(Map.of("default", wrong)), wrong);
      assertEquals(
          "default: an address that begins with https://HOST/ and has {token} after it",
          said.getMessage());
    }
  }
}
