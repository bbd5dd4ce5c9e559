use super::*;

#[test]
fn every_page_of_the_menu_and_the_map_is_a_route() {
    let pages = MENU.iter().chain(MAP.iter().flat_map(|(_, pages)| pages.iter()));
    for (name, path) in pages {
        let segments = crate::ask::segments(path);
        assert!(ROUTES.iter().any(|r| r.method == Method::Get && r.takes(&segments).is_some()), "{name}: {path}");
        assert_ne!(crate::words::Words::of("en").t(name), *name, "{name} has a text");
    }
}

#[test]
fn every_operation_of_the_api_is_a_route_with_the_same_right() {
    for operation in api::OPERATIONS {
        let route = ROUTES.iter().find(|r| r.method == operation.method && r.path == operation.path);
        assert_eq!(route.map(|r| r.needs), Some(operation.needs), "{}", operation.path);
    }
}
