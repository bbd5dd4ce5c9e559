use crate::fixture;
use crate::{Ask, Site};
use serde_json::Value;

fn asked(site: &Site, target: &str) -> Value {
    let reply = site.answer(&Ask::get(target).with("host", "127.0.0.1"));
    assert_eq!(reply.status, 200, "{target}: {}", reply.text());
    serde_json::from_str(&reply.text()).unwrap()
}

#[test]
fn a_list_is_read_part_by_part() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let whole = asked(&site, "/api/v1/claims");
    let total = whole["total"].as_u64().unwrap();
    assert_eq!((total, whole["next"].is_null()), (8, true));
    let mut read = 0;
    let mut target = "/api/v1/claims?limit=3".to_owned();
    loop {
        let part = asked(&site, &target);
        read += part["items"].as_array().unwrap().len() as u64;
        let Some(next) = part["next"].as_str() else { break };
        target = format!("/api/v1/claims?limit=3&page={next}");
    }
    assert_eq!(read, total);
}

#[test]
fn collections_are_filtered_and_their_items_found_by_id() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let meetings = asked(&site, "/api/v1/entities?kind=meeting&party=Japan&other=CHN&within=2024");
    let id = meetings["items"][0]["id"].as_str().unwrap();
    assert_eq!(asked(&site, &format!("/api/v1/entities/{}", crate::ask::encoded(id)))["id"], *id);
    let claims = asked(&site, "/api/v1/claims?kind=commitment");
    let claim = claims["items"][0]["id"].as_str().unwrap();
    assert_eq!(asked(&site, &format!("/api/v1/claims/{claim}"))["id"], *claim);
    let documents = asked(&site, "/api/v1/documents");
    let document = documents["items"][0]["id"].as_str().unwrap();
    assert_eq!(asked(&site, &format!("/api/v1/documents/{document}"))["claims"].as_array().map(Vec::len), Some(8));
    assert!(asked(&site, "/api/v1/questions/ledger?party=JPN")["sections"].is_array());
    assert!(asked(&site, "/api/v1/search?q=talks")["sections"].is_array());
}

#[test]
fn the_description_names_every_operation() {
    let folder = tempfile::tempdir().unwrap();
    let site = fixture::site(folder.path());
    let whole = asked(&site, "/api/v1/openapi.json");
    assert_eq!(whole["openapi"], "3.1.0");
    for operation in super::OPERATIONS {
        let method = if operation.method == crate::Method::Get { "get" } else { "post" };
        assert_eq!(whole["paths"][operation.path][method]["operationId"], operation.id);
        let schema = &whole["components"]["schemas"][operation.gives];
        assert!(schema.is_object(), "{}", operation.gives);
    }
}
