package foodcourt.updates;

import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes of boards. A hint names only the restaurant; its board is read once for all its subscribers. */
final class BoardFeed implements Feed {
    private final ReadModels reads;
    private final LiveSubscriptions<RestaurantId, RestaurantId, Board> subscribers;
    private final PendingRefreshes<RestaurantId> refreshes;

    BoardFeed(Ports ports) {
        this.reads = ports.reads();
        this.subscribers = new LiveSubscriptions<>(ports.threads());
        this.refreshes = new PendingRefreshes<>(ports.threads().newMutex());
    }

    Subscription watch(RestaurantId restaurant, CoalescingMailbox<RestaurantId, Board> mailbox) {
        return subscribers.register(restaurant, mailbox, () -> List.of(reads.board(restaurant)));
    }

    /** Notes a hinted change; returns whether the board must be read. */
    boolean note(RestaurantId restaurant) {
        boolean isWatched = subscribers.contains(restaurant);
        if (isWatched) {
            refreshes.note(restaurant);
        }
        return isWatched;
    }

    @Override
    public void readHinted() {
        refreshes.take().forEach(this::read);
    }

    @Override
    public void catchUp() {
        Set<RestaurantId> watched = subscribers.watched();
        if (watched.isEmpty()) {
            return;
        }
        Map<RestaurantId, Long> revisions = reads.boardRevisions(watched);
        watched.stream()
                .filter(restaurant -> isAnyBehind(restaurant, revisions.getOrDefault(restaurant, 0L)))
                .forEach(this::read);
    }

    private boolean isAnyBehind(RestaurantId restaurant, long revision) {
        return subscribers.of(restaurant).stream().anyMatch(mailbox -> mailbox.wants(restaurant, revision));
    }

    private void read(RestaurantId restaurant) {
        List<CoalescingMailbox<RestaurantId, Board>> mailboxes = subscribers.of(restaurant);
        if (!mailboxes.isEmpty()) {
            Board board = reads.board(restaurant);
            mailboxes.forEach(mailbox -> mailbox.offer(board));
        }
    }
}
