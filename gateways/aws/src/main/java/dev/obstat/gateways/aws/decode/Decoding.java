package dev.obstat.gateways.aws.decode;

import dev.obstat.core.action.Value;
import java.util.List;

/// The parameters of a request, or why they cannot be read.
public sealed interface Decoding {

  /// @param parameters by the names of the model, whatever the protocol calls them
  /// @param unknownMembers paths of members that the index does not know. They are in the
  ///   parameters too, under the name that was sent: what is newer than the index is shown, never
  ///   dropped
  /// @param bodyUnread whether there is content that was not read, because it is passed on as is
  record Decoded(Value.Structure parameters, List<String> unknownMembers, boolean bodyUnread)
      implements Decoding {
    public Decoded {
      unknownMembers = List.copyOf(unknownMembers);
    }
  }

  /// @param why what is wrong and where, for the client
  record Refused(String why) implements Decoding {}
}
